#pragma once

#include <string>
#include <string_view>

namespace waggle::matching::domain {

// One spelling for words that British and American texts write differently: anaemia and anemia,
// diarrhoea, oestrogen, tumour, behaviour. Not for -ise and -ize: the stemmer cuts only the latter,
// and texts that write -ize would lose by it ("optimize" is near "optimal" there). `word` is folded
// to lower case. What comes out is to be compared, not shown: some words that have one spelling get
// another ("resource" is "resorce"), all their forms alike.
std::string OneSpelling(std::string_view word);

}  // namespace waggle::matching::domain
