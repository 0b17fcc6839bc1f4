"""Speed and memory, measured against a peer in the same run: the machine is noisy, ratios are not."""
