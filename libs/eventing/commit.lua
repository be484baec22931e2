-- Applies one Commit (commit.h). Redis runs a script alone, but does not roll it back: a command that fails midway
-- leaves what was written before it. So everything is checked before the first write, and the outbox entry is the
-- first write: a state without its event could never be repaired, an event with its state missing is repeated.
-- A commit may hold hundreds of records: no key's type or rows are asked for twice, and new records have nothing to undo.
--
-- KEYS[1]: prefix of all keys. ARGV: epoch, then operations: name, number of arguments, arguments.
-- Answers {outcome, detail…}.
local prefix, call = KEYS[1], redis.call

-- Of each name the places in ARGV where the arguments of its operations begin, and how many they are.
local begins = {request = {}, input = {}, lease = {}, expect = {}, publish = {}, put = {}, row = {}, remove = {}}
local counts = {}
local at, last = 2, #ARGV
while at <= last do
  local operations, begin, count = begins[ARGV[at]], at + 2, tonumber(ARGV[at + 1])
  operations[#operations + 1] = begin
  counts[begin] = count
  at = begin + count
end

-- Calls `visit` with the arguments of each operation of that name, until one is refused.
local function each(name, visit)
  for _, begin in ipairs(begins[name]) do
    local refusal = visit(unpack(ARGV, begin, begin + counts[begin] - 1))
    if refusal then return refusal end
  end
end

local outbox = prefix .. 'outbox'
local function record_key(kind, id) return prefix .. 'record:' .. kind .. ':' .. id end
local function index_key(index) return prefix .. 'index:' .. index end
local function due_key(kind) return prefix .. 'due:' .. kind end
local function lease_key(kind) return prefix .. 'lease:' .. kind end

local function is_newer(mark, epoch, sequence)
  local seen_epoch, seen_sequence = string.match(mark, '^(%d+):(%d+)$')
  seen_epoch, seen_sequence = tonumber(seen_epoch), tonumber(seen_sequence)
  epoch, sequence = tonumber(epoch), tonumber(sequence)
  return epoch > seen_epoch or (epoch == seen_epoch and sequence > seen_sequence)
end

local function store_offset(topic, partition, next_offset)
  if topic == '' then return end
  local key = prefix .. 'offset:' .. topic
  local stored = call('HGET', key, partition)
  if not stored or tonumber(stored) < tonumber(next_offset) then
    call('HSET', key, partition, next_offset)
    call('SADD', prefix .. 'input-topics', topic)
  end
end

-- Checks.
local epoch = call('HGET', prefix .. 'meta', 'epoch')
if epoch ~= ARGV[1] then return {'EPOCH_CHANGED', epoch or 'none'} end

local refusal = each('request', function(id, payload_hash)
  local answered = call('HMGET', prefix .. 'request:' .. id, 'payload_hash', 'response')
  if not answered[1] then return nil end
  if answered[1] ~= payload_hash then return {'REQUEST_ID_REUSED'} end
  return {'ANSWERED_BEFORE', answered[2]}
end)
if refusal then return refusal end

refusal = each('input', function(topic, partition, next_offset, seen_topic, id, seen_epoch, sequence)
  if seen_topic == '' then return nil end
  local mark = call('HGET', prefix .. 'seen:' .. seen_topic, id)
  if not mark or is_newer(mark, seen_epoch, sequence) then return nil end
  store_offset(topic, partition, next_offset)
  return {'SEEN_BEFORE'}
end)
if refusal then return refusal end

refusal = each('lease', function(kind, id, token)
  if call('HGET', lease_key(kind), id) ~= token then return {'LEASE_LOST', kind, id} end
end)
if refusal then return refusal end

refusal = each('expect', function(kind, id, expected)
  local sequence = call('HGET', record_key(kind, id), 'sequence') or '0'
  if sequence ~= expected then return {'RECORD_CHANGED', kind, id} end
end)
if refusal then return refusal end

-- What Redis answers about a key; a refusal instead where the key holds something that the command is not for.
local answers = {}
local function ask(command, key, ...)
  if not answers[key] then answers[key] = redis.pcall(command, key, ...) end
  local answer = answers[key]
  if type(answer) == 'table' and answer.err then return nil, {'WRONG_TYPE', key .. ': ' .. answer.err} end
  return answer
end

local function must_fit(command, key)
  local _, wrong = ask(command, key)
  return wrong
end
local function must_be_index(index) return must_fit('ZCARD', index_key(index)) end

-- Which records are new, and the rows that others have had so far, where there are any.
local is_new, rows_before = {}, {}
local function must_be_replaceable(kind, id)
  local key = record_key(kind, id)
  local record, wrong = ask('HMGET', key, 'sequence', 'rows')
  wrong = wrong or must_fit('ZCARD', due_key(kind)) or must_fit('HLEN', lease_key(kind))
  if wrong then return wrong end
  is_new[key] = not record[1]
  if not record[2] then return nil end
  rows_before[key] = cjson.decode(record[2])
  for _, row in ipairs(rows_before[key]) do
    wrong = must_be_index(row[1])
    if wrong then return wrong end
  end
end

-- The keys of requests and marks were read above, and Redis refuses to read one of another type.
refusal = each('publish', function() return must_fit('XLEN', outbox) end)
  or each('put', must_be_replaceable)
  or each('remove', must_be_replaceable)
  or each('row', must_be_index)
  or each('input', function(topic)
    return must_fit('HLEN', prefix .. 'offset:' .. topic) or must_fit('SCARD', prefix .. 'input-topics')
  end)
if refusal then return refusal end

-- Writes.
each('publish', function(...) call('XADD', outbox, '*', ...) end)

local function drop(rows)
  for _, row in ipairs(rows or {}) do call('ZREM', index_key(row[1]), row[2]) end
end

local rows_of, members_of = {}, {}
each('row', function(index, kind, id, member)
  local key = record_key(kind, id)
  rows_of[key] = rows_of[key] or {}
  table.insert(rows_of[key], {index, member})
  members_of[index] = members_of[index] or {}
  table.insert(members_of[index], member)
end)

each('put', function(kind, id, sequence, state, due)
  local key = record_key(kind, id)
  drop(rows_before[key])
  if rows_of[key] then
    call('HSET', key, 'sequence', sequence, 'state', state, 'rows', cjson.encode(rows_of[key]))
  else
    call('HSET', key, 'sequence', sequence, 'state', state)
    if rows_before[key] then call('HDEL', key, 'rows') end
  end
  if due ~= '' then call('ZADD', due_key(kind), due, id) end
  if is_new[key] then
    is_new[key] = false
  else
    if due == '' then call('ZREM', due_key(kind), id) end
    call('HDEL', lease_key(kind), id)
  end
end)

-- Lua passes some thousand arguments at most.
local most_members = 1000
for index, members in pairs(members_of) do
  for first = 1, #members, most_members do
    local scored = {}
    for i = first, math.min(first + most_members - 1, #members) do
      table.insert(scored, 0)
      table.insert(scored, members[i])
    end
    call('ZADD', index_key(index), unpack(scored))
  end
end

each('remove', function(kind, id)
  local key = record_key(kind, id)
  drop(rows_before[key])
  drop(rows_of[key])
  call('DEL', key)
  call('ZREM', due_key(kind), id)
  call('HDEL', lease_key(kind), id)
end)

each('request', function(id, payload_hash, response)
  call('HSET', prefix .. 'request:' .. id, 'payload_hash', payload_hash, 'response', response)
end)

each('input', function(topic, partition, next_offset, seen_topic, id, seen_epoch, sequence)
  if seen_topic ~= '' then call('HSET', prefix .. 'seen:' .. seen_topic, id, seen_epoch .. ':' .. sequence) end
  store_offset(topic, partition, next_offset)
end)
return {'COMMITTED'}
