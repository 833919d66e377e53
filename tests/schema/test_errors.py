"""Errors: every constructor gives its code, both languages and the details clients rely on."""

import pytest

from schema import errors
from schema.errors import ErrorCode, ShiziError

MADE = {
    ErrorCode.BAD_USER_INPUT: errors.bad_user_input("wrong", "有误", argument="first"),
    ErrorCode.UNAUTHENTICATED: errors.unauthenticated("who", "未登录"),
    ErrorCode.FORBIDDEN: errors.forbidden("no", "不可"),
    ErrorCode.NOT_FOUND: errors.not_found("none", "没有"),
    ErrorCode.CONFLICT: errors.conflict("changed", "已被修改", current_version=3),
    ErrorCode.RATE_LIMITED: errors.rate_limited("slow down", "请稍候", retry_after_s=30),
    ErrorCode.RULE_REFUSED: errors.rule_refused(
        rule="filing.file.from",
        source="条例第二十条",
        reason_en="not yet",
        reason_zh="尚不能立案",
        allowed_when_en="after review",
        allowed_when_zh="审查之后",
    ),
    ErrorCode.NODE_UNREACHABLE: errors.node_unreachable("440100", reason="refused"),
    ErrorCode.TIMEOUT: errors.timeout("440100", 3000),
    ErrorCode.OUTCOME_UNKNOWN: errors.outcome_unknown("440100"),
    ErrorCode.TOO_COMPLEX: errors.too_complex("too deep", "嵌套过深", limit=15),
    ErrorCode.PAYLOAD_TOO_LARGE: errors.payload_too_large(1_048_576),
    ErrorCode.INTERNAL: errors.internal("abc123"),
}


@pytest.mark.parametrize("code", list(MADE))
def test_every_error_speaks_both_languages(code: ErrorCode) -> None:
    error = MADE[code]
    assert error.code is code
    assert error.extensions["code"] == code.value
    assert error.extensions["messageZh"] == error.message_zh
    assert str(error) == error.message
    assert any("\u4e00" <= letter <= "\u9fff" for letter in error.message_zh)
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in error.message)


@pytest.mark.parametrize(
    ("code", "details"),
    [
        (ErrorCode.BAD_USER_INPUT, {"argument": "first"}),
        (ErrorCode.CONFLICT, {"currentVersion": 3}),
        (ErrorCode.RATE_LIMITED, {"retryAfterSeconds": 30}),
        (
            ErrorCode.RULE_REFUSED,
            {
                "rule": "filing.file.from",
                "source": "条例第二十条",
                "allowedWhen": "after review",
                "allowedWhenZh": "审查之后",
            },
        ),
        (ErrorCode.NODE_UNREACHABLE, {"node": "440100", "reason": "refused"}),
        (ErrorCode.PAYLOAD_TOO_LARGE, {"limitBytes": 1_048_576}),
        (ErrorCode.INTERNAL, {"traceId": "abc123"}),
    ],
)
def test_details_go_into_extensions(code: ErrorCode, details: dict[str, object]) -> None:
    shown = MADE[code].extensions
    assert {name: shown[name] for name in shown if name not in ("code", "messageZh")} == details


def test_a_conflict_without_a_record_has_no_version() -> None:
    assert "currentVersion" not in errors.conflict("used", "已用").extensions


def test_an_error_shows_itself() -> None:
    assert repr(ShiziError(ErrorCode.NOT_FOUND, "none", "没有")) == "ShiziError(NOT_FOUND: none)"
