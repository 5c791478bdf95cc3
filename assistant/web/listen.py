"""A listening socket, or a sentence that says why there is none."""

from __future__ import annotations

import errno
import os
import socket

from corpus.errors import InputError

_BACKLOG = 256


def open_listener(host: str, port: int) -> socket.socket:
    """A socket that already listens, so that no other program can take the port between the check and the start.

    Raises:
        InputError: when the port is taken or forbidden, or the address is not one of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise InputError(
            f"Alamat «{host}» tidak dikenal di komputer ini. Pakai 127.0.0.1, atau 0.0.0.0 untuk jaringan."
        ) from error
    try:
        if os.name == "posix":  # on Windows this option would let two programs share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise InputError(_sentence(error, host, port)) from error
    return listener


def _sentence(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Porta {port} sedang dipakai program lain. Tutup program itu, atau pilih porta lain: spbe serve --port {port + 1}."
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"Porta {port} tidak boleh dipakai tanpa hak administrator. Pilih porta di atas 1023: spbe serve --port 7860."
    return f"Alamat {host} porta {port} tidak dapat dipakai ({error.strerror}). Pakai 127.0.0.1, atau 0.0.0.0 untuk jaringan."
