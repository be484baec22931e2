-- Puts off the end of a lease that is still held (RecordStore::ExtendLease).
-- KEYS[1]: prefix. ARGV: kind, id, token, end in ms. Answers 1, or 0 when it is lost.
local prefix, kind, id = KEYS[1], ARGV[1], ARGV[2]
if redis.call('HGET', prefix .. 'lease:' .. kind, id) ~= ARGV[3] then return 0 end
redis.call('ZADD', prefix .. 'due:' .. kind, 'XX', ARGV[4], id)
return 1
