"""Files on their way in: received in bounded memory, judged by their content, images made clean."""
