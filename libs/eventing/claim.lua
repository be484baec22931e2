-- Takes the record of a kind whose work has been due longest (RecordStore::ClaimDue).
-- KEYS[1]: prefix. ARGV: kind, now in ms, end of the lease in ms. Answers {id, token, sequence, state} or nothing.
local prefix, kind = KEYS[1], ARGV[1]
local due = prefix .. 'due:' .. kind
local ids = redis.call('ZRANGEBYSCORE', due, '-inf', ARGV[2], 'LIMIT', 0, 1)
if #ids == 0 then return nil end
local record = redis.call('HMGET', prefix .. 'record:' .. kind .. ':' .. ids[1], 'sequence', 'state')
local token = redis.call('INCR', prefix .. 'lease-token')
redis.call('ZADD', due, ARGV[3], ids[1])
redis.call('HSET', prefix .. 'lease:' .. kind, ids[1], token)
return {ids[1], tostring(token), record[1], record[2]}
