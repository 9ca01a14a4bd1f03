"""The sample department: invented people and an invented rota, full enough for every screen."""

from rota_desk.sample.create import create_sample

__all__ = ["create_sample"]
