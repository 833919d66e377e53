"""Tests of joint topics over messages between committees."""
