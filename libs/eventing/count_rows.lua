-- How many rows each of several lists has. KEYS[1]: prefix. ARGV: lists. Answers the numbers, in their order.
local counts = {}
for i = 1, #ARGV do
  counts[i] = redis.call('ZCARD', KEYS[1] .. 'index:' .. ARGV[i])
end
return counts
