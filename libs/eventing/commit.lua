-- Applies one Commit (commit.h). Redis runs a script alone, but does not roll it back: a command that fails midway
-- leaves what was written before it. So everything is checked before the first write, and the outbox entry is the
-- first write: a state without its event could never be repaired, an event with its state missing is repeated.
--
-- KEYS[1]: prefix of all keys. ARGV: epoch, then operations: name, number of arguments, arguments.
-- Answers {outcome, detail…}.
local prefix = KEYS[1]
local operations = {}
local at = 2
while at <= #ARGV do
  local count = tonumber(ARGV[at + 1])
  local arguments = {}
  for i = 1, count do arguments[i] = ARGV[at + 1 + i] end
  operations[#operations + 1] = {ARGV[at], arguments}
  at = at + 2 + count
end

local function each(name, visit)
  for _, operation in ipairs(operations) do
    if operation[1] == name then
      local answer = visit(operation[2])
      if answer then return answer end
    end
  end
end

local function record_key(kind, id) return prefix .. 'record:' .. kind .. ':' .. id end

local function is_newer(mark, epoch, sequence)
  local seen_epoch, seen_sequence = string.match(mark, '^(%d+):(%d+)$')
  seen_epoch, seen_sequence = tonumber(seen_epoch), tonumber(seen_sequence)
  epoch, sequence = tonumber(epoch), tonumber(sequence)
  return epoch > seen_epoch or (epoch == seen_epoch and sequence > seen_sequence)
end

local function store_offset(topic, partition, next_offset)
  if topic == '' then return end
  local key = prefix .. 'offset:' .. topic
  local stored = redis.call('HGET', key, partition)
  if not stored or tonumber(stored) < tonumber(next_offset) then
    redis.call('HSET', key, partition, next_offset)
    redis.call('SADD', prefix .. 'input-topics', topic)
  end
end

-- Checks.
local epoch = redis.call('HGET', prefix .. 'meta', 'epoch')
if epoch ~= ARGV[1] then return {'EPOCH_CHANGED', epoch or 'none'} end

local refusal = each('request', function(a)
  local answered = redis.call('HMGET', prefix .. 'request:' .. a[1], 'payload_hash', 'response')
  if not answered[1] then return nil end
  if answered[1] ~= a[2] then return {'REQUEST_ID_REUSED'} end
  return {'ANSWERED_BEFORE', answered[2]}
end)
if refusal then return refusal end

local seen_before = each('input', function(a)
  if a[4] == '' then return nil end
  local mark = redis.call('HGET', prefix .. 'seen:' .. a[4], a[5])
  if not mark or is_newer(mark, a[6], a[7]) then return nil end
  store_offset(a[1], a[2], a[3])
  return {'SEEN_BEFORE'}
end)
if seen_before then return seen_before end

refusal = each('lease', function(a)
  if redis.call('HGET', prefix .. 'lease:' .. a[1], a[2]) ~= a[3] then return {'LEASE_LOST', a[1], a[2]} end
end)
if refusal then return refusal end

refusal = each('expect', function(a)
  local sequence = redis.call('HGET', record_key(a[1], a[2]), 'sequence') or '0'
  if sequence ~= a[3] then return {'RECORD_CHANGED', a[1], a[2]} end
end)
if refusal then return refusal end

local function must_be(key, kind)
  local actual = redis.call('TYPE', key).ok
  if actual ~= 'none' and actual ~= kind then
    return {'WRONG_TYPE', key .. ' is a ' .. actual .. ', must be a ' .. kind}
  end
end
local function rows_at(key)
  local rows = redis.call('HGET', key, 'rows')
  return rows and cjson.decode(rows) or {}
end

local function must_be_replaceable(kind, id)
  local key = record_key(kind, id)
  local wrong = must_be(key, 'hash') or must_be(prefix .. 'due:' .. kind, 'zset')
    or must_be(prefix .. 'lease:' .. kind, 'hash')
  if wrong then return wrong end
  for _, row in ipairs(rows_at(key)) do
    wrong = must_be(prefix .. 'index:' .. row[1], 'zset')
    if wrong then return wrong end
  end
end

-- The keys of requests and marks were read above, and Redis refuses to read one of another type.
refusal = each('publish', function() return must_be(prefix .. 'outbox', 'stream') end)
  or each('put', function(a) return must_be_replaceable(a[1], a[2]) end)
  or each('remove', function(a) return must_be_replaceable(a[1], a[2]) end)
  or each('row', function(a) return must_be(prefix .. 'index:' .. a[1], 'zset') end)
  or each('input', function(a)
    return must_be(prefix .. 'offset:' .. a[1], 'hash') or must_be(prefix .. 'input-topics', 'set')
  end)
if refusal then return refusal end

-- Writes.
each('publish', function(a) redis.call('XADD', prefix .. 'outbox', '*', unpack(a)) end)

local function drop_rows(key)
  for _, row in ipairs(rows_at(key)) do redis.call('ZREM', prefix .. 'index:' .. row[1], row[2]) end
end

each('put', function(a)
  local kind, id, sequence, state, due = a[1], a[2], a[3], a[4], a[5]
  local key = record_key(kind, id)
  drop_rows(key)
  redis.call('HSET', key, 'sequence', sequence, 'state', state)
  redis.call('HDEL', key, 'rows')
  if due ~= '' then
    redis.call('ZADD', prefix .. 'due:' .. kind, due, id)
  else
    redis.call('ZREM', prefix .. 'due:' .. kind, id)
  end
  redis.call('HDEL', prefix .. 'lease:' .. kind, id)
end)

local rows_of = {}
each('row', function(a)
  local index, kind, id, member = a[1], a[2], a[3], a[4]
  redis.call('ZADD', prefix .. 'index:' .. index, 0, member)
  local key = record_key(kind, id)
  rows_of[key] = rows_of[key] or {}
  table.insert(rows_of[key], {index, member})
end)
for key, rows in pairs(rows_of) do redis.call('HSET', key, 'rows', cjson.encode(rows)) end

each('remove', function(a)
  local key = record_key(a[1], a[2])
  drop_rows(key)
  redis.call('DEL', key)
  redis.call('ZREM', prefix .. 'due:' .. a[1], a[2])
  redis.call('HDEL', prefix .. 'lease:' .. a[1], a[2])
end)

each('request', function(a)
  redis.call('HSET', prefix .. 'request:' .. a[1], 'payload_hash', a[2], 'response', a[3])
end)

each('input', function(a)
  if a[4] ~= '' then redis.call('HSET', prefix .. 'seen:' .. a[4], a[5], a[6] .. ':' .. a[7]) end
  store_offset(a[1], a[2], a[3])
end)
return {'COMMITTED'}
