-- Reads several records of a kind in one turn. KEYS[1]: prefix. ARGV: kind, ids. Answers {id, sequence, state, …}.
local found = {}
for i = 2, #ARGV do
  local record = redis.call('HMGET', KEYS[1] .. 'record:' .. ARGV[1] .. ':' .. ARGV[i], 'sequence', 'state')
  if record[1] then
    found[#found + 1] = ARGV[i]
    found[#found + 1] = record[1]
    found[#found + 1] = record[2]
  end
end
return found
