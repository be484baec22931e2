"""Makes the files of the text encoder from the published weights of all-MiniLM-L6-v2.

usage: build_encoder.py WEIGHTS_DIRECTORY OUTPUT_DIRECTORY

  encoder.xml, encoder.bin      token ids and mask -> one unit vector of 384 numbers a text; fp16 weights
  tokenizer.xml, tokenizer.bin  strings -> token ids and mask
  version                       names the encoder: vectors are compared only with those of the same one

The six BERT layers are written out with OpenVINO's own operations, so that nothing but OpenVINO is needed: no PyTorch and
no exchange format. The weights are checked by their SHA-256 first.
"""

import hashlib
import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import openvino as ov
from openvino import opset13 as ops
from openvino_tokenizers import convert_tokenizer
from safetensors.numpy import load_file
from transformers import AutoTokenizer

NAME = "all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS, HEADS, WIDTH = 6, 12, 384
HEAD_WIDTH = WIDTH // HEADS
LAYER_NORM_EPSILON = 1e-12
# Added to the scores of padding before the softmax: as good as minus infinity, and still a number in fp16.
MASKED = np.float32(-10_000)


class Encoder:
    """BERT's encoder with mean pooling over the mask and L2 normalisation."""

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        self._weights = weights

    def model(self) -> ov.Model:
        ids = ops.parameter([-1, -1], np.int64, name="input_ids")
        mask = ops.parameter([-1, -1], np.int64, name="attention_mask")
        hidden = self._embed(ids)
        bias = ops.multiply(ops.subtract(np.float32(1), _axes(_float(mask), [1, 2])), MASKED)
        for layer in range(LAYERS):
            hidden = self._layer(hidden, bias, f"encoder.layer.{layer}")
        vector = ops.normalize_l2(_mean(hidden, mask), np.array([1], np.int64), 1e-12, "max")
        result = ops.result(vector, name="vector")
        return ov.Model([result], [ids, mask], NAME)

    def _embed(self, ids: ov.Node) -> ov.Node:
        words = ops.gather(self._weight("embeddings.word_embeddings.weight"), ids, np.int64(0))
        length = ops.gather(ops.shape_of(ids), np.int64(1), np.int64(0))
        positions = ops.range(np.int64(0), length, np.int64(1), "i64")
        placed = ops.gather(self._weight("embeddings.position_embeddings.weight"), positions, np.int64(0))
        kind = self._weight("embeddings.token_type_embeddings.weight")[0]
        return self._layer_norm(ops.add(ops.add(words, placed), kind), "embeddings.LayerNorm")

    def _layer(self, hidden: ov.Node, bias: ov.Node, name: str) -> ov.Node:
        query, key, value = (_heads(self._linear(hidden, f"{name}.attention.self.{part}"))
                             for part in ("query", "key", "value"))
        attended = ops.scaled_dot_product_attention(query, key, value, bias)
        joined = ops.reshape(ops.transpose(attended, np.array([0, 2, 1, 3])), np.array([0, 0, WIDTH]), True)
        hidden = self._add_and_norm(hidden, self._linear(joined, f"{name}.attention.output.dense"),
                                    f"{name}.attention.output.LayerNorm")
        inner = ops.gelu(self._linear(hidden, f"{name}.intermediate.dense"), "erf")
        return self._add_and_norm(hidden, self._linear(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def _linear(self, data: ov.Node, name: str) -> ov.Node:
        product = ops.matmul(data, self._weight(f"{name}.weight"), False, True)
        return ops.add(product, self._weight(f"{name}.bias"))

    def _add_and_norm(self, data: ov.Node, more: ov.Node, name: str) -> ov.Node:
        return self._layer_norm(ops.add(data, more), name)

    def _layer_norm(self, data: ov.Node, name: str) -> ov.Node:
        centred = ops.mvn(data, np.array([-1], np.int64), True, LAYER_NORM_EPSILON, "inside_sqrt")
        return ops.add(ops.multiply(centred, self._weight(f"{name}.weight")), self._weight(f"{name}.bias"))

    def _weight(self, name: str) -> np.ndarray:
        return self._weights[name].astype(np.float32)


def _heads(data: ov.Node) -> ov.Node:
    """[batch, length, width] -> [batch, head, length, head width]."""
    split = ops.reshape(data, np.array([0, 0, HEADS, HEAD_WIDTH]), True)
    return ops.transpose(split, np.array([0, 2, 1, 3]))


def _mean(hidden: ov.Node, mask: ov.Node) -> ov.Node:
    weights = _axes(_float(mask), [2])
    total = ops.reduce_sum(ops.multiply(hidden, weights), np.array([1]))
    return ops.divide(total, ops.reduce_sum(weights, np.array([1])))


def _float(data: ov.Node) -> ov.Node:
    return ops.convert(data, "f32")


def _axes(data: ov.Node, axes: list[int]) -> ov.Node:
    return ops.unsqueeze(data, np.array(axes))


def _fingerprint(target: Path) -> str:
    """The same on every machine for the same weights and recipe: of the operations, what they are given and the constants,
    not of what the tools call them and themselves."""
    digest = hashlib.sha256()
    for part in ("encoder", "tokenizer"):
        for element in ElementTree.parse(target / f"{part}.xml").iter():
            if element.tag in ("layer", "data", "edge"):
                attributes = sorted((name, value) for name, value in element.attrib.items() if name != "name")
                digest.update(repr((element.tag, attributes)).encode())
        digest.update((target / f"{part}.bin").read_bytes())
    return digest.hexdigest()[:12]


def main(source: Path, target: Path) -> None:
    weights_file = source / "model.safetensors"
    found = hashlib.sha256(weights_file.read_bytes()).hexdigest()
    if found != WEIGHTS_SHA256:
        sys.exit(f"{weights_file} has the SHA-256 {found}, not {WEIGHTS_SHA256}: not the published weights")
    target.mkdir(parents=True, exist_ok=True)
    version = target / "version"
    version.unlink(missing_ok=True)
    ov.save_model(Encoder(load_file(weights_file)).model(), target / "encoder.xml", compress_to_fp16=True)
    tokenizer = AutoTokenizer.from_pretrained(source, local_files_only=True)
    ov.save_model(convert_tokenizer(tokenizer), target / "tokenizer.xml")
    version.write_text(f"{NAME}@{_fingerprint(target)}\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
