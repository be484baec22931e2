"""Which partition Kafka's default partitioner gives a key."""


def key_for_each_partition(partitions: int) -> list[str]:
    """For each partition in turn a key that belongs there."""
    found: dict[int, str] = {}
    number = 0
    while len(found) < partitions:
        key = f"garbage-{number}"
        found.setdefault((murmur2(key.encode()) & 0x7FFFFFFF) % partitions, key)
        number += 1
    return [found[partition] for partition in range(partitions)]


def murmur2(data: bytes) -> int:
    """Kafka's variant, 32 bits."""
    mask, mixer = 0xFFFFFFFF, 0x5BD1E995
    value = 0x9747B28C ^ len(data)
    whole = len(data) - len(data) % 4
    for start in range(0, whole, 4):
        block = int.from_bytes(data[start:start + 4], "little") * mixer & mask
        block = (block ^ block >> 24) * mixer & mask
        value = (value * mixer & mask) ^ block
    rest = data[whole:]
    if rest:
        value = (value ^ int.from_bytes(rest, "little")) * mixer & mask
    value = (value ^ value >> 13) * mixer & mask
    return value ^ value >> 15
