-- Takes or renews the right to relay the outbox. KEYS[1]: prefix. ARGV: replica name, duration in ms.
-- Answers 1 when the replica holds it now.
local key = KEYS[1] .. 'relay-lease'
local holder = redis.call('GET', key)
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', key, ARGV[1], 'PX', ARGV[2])
return 1
