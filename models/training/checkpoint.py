"""Networks of the work folder, by name. Those that begin with "large" are of large.py."""

import torch

from large import LargeNetwork
from network import Network
from paths import BASE, LARGE_BASE, WORK


def load(name):
    """The network NAME.pt, ready to be asked."""
    network = LargeNetwork(LARGE_BASE) if name.startswith("large") else Network(BASE)
    missing, unknown = network.load_state_dict(torch.load(WORK / f"{name}.pt", weights_only=True), strict=False)
    # Older ones, and what ships, have no head for the lower layers: only training has a use for it.
    if unknown or any(not key.startswith("early_head.") for key in missing):
        raise ValueError(f"{name}.pt holds another network: {[*missing, *unknown]}")
    return network.eval()
