package org.paperbeam.llm;

/**
 * What services say when they refuse, in small letters: the words by which {@link LlmAnswers} tells
 * one refusal from another where the status does not.
 */
final class LlmWords {
  /** The credit is used up, whatever the status. */
  static final String[] OUT_OF_MONEY = {
    "insufficient_quota",
    "billing_hard_limit",
    "billing_not_active",
    "credit balance",
    "insufficient balance",
    "insufficient credit",
    "insufficient_credit",
    "insufficient funds",
    "insufficient_funds",
    "insufficient_balance",
    "account balance",
    "not enough credit",
    "out of credit",
    "out_of_credit",
    "credits exhausted",
    "exhausted your credit",
    "more credits",
    "can only afford",
    "monthly included credits",
    "spending limit",
    "spend limit",
    "spending_limit",
    "usage limits",
    "budget has been exceeded",
    "budget_exceeded",
    "exceeded budget",
    "call volume quota",
    "quota will be replenished",
    "free tier of the model has been exhausted",
    "freetieronly",
    "arrearage",
    "payment required",
    "payment_required",
    "prepaid"
  };

  /** The same, where the status does not say that it is for the rate. */
  static final String[] OF_MONEY = {
    "credit",
    "billing",
    "no balance",
    "balance is",
    "top up",
    "recharge",
    "exceeded your quota",
    "quota exceeded",
    "quota_exceeded",
    "exceeded your current quota",
    "usage limit"
  };

  /** The account cannot be used. */
  static final String[] ACCOUNT = {
    "account is not active",
    "account is inactive",
    "account inactive",
    "account_inactive",
    "inactive account",
    "account is disabled",
    "account disabled",
    "account has been",
    "account is suspended",
    "account suspended",
    "account is locked",
    "account_deactivated",
    "deactivated",
    "organization has been disabled",
    "organization is disabled",
    "has been suspended",
    "access_terminated",
    "access terminated",
    "good standing",
    "location is not supported",
    "unsupported_country"
  };

  /** The key is not accepted, also where the status is not 401. */
  static final String[] KEY = {
    "incorrect api key",
    "invalid api key",
    "invalid_api_key",
    "api key not valid",
    "api_key_invalid",
    "api key is invalid",
    "api key is not valid",
    "api key expired",
    "api key has expired",
    "expired api key",
    "key has been disabled",
    "key has been revoked",
    "missing api key",
    "api key is missing",
    "no api key",
    "api key is required",
    "invalid x-api-key",
    "no auth credentials",
    "authentication_error",
    "authentication error",
    "authentication failed",
    "authentication fails",
    "invalid authentication",
    "invalid credentials",
    "unauthenticated",
    "unauthorized"
  };

  /** An allowance that comes back no sooner than tomorrow. */
  static final String[] A_DAY = {
    "perday",
    "per day",
    "per-day",
    "per_day",
    "daily",
    "(rpd)",
    "(tpd)",
    "requests per week",
    "per week",
    "weekly",
    "per month",
    "per-month",
    "monthly",
    "24 hours",
    "24h"
  };

  /** A refusal for the rate, where the status does not say it. */
  static final String[] RATE = {
    "rate limit", "rate_limit", "ratelimit", "too many requests", "too_many_requests",
    "requests per min", "tokens per min", "resource_exhausted", "throttl", "slow down"
  };

  /** More than one call may hold, however long one waits. */
  static final String[] TOO_LARGE = {"request too large", "request_too_large"};

  /** Longer than the model's context. */
  static final String[] TOO_LONG = {
    "context_length",
    "context length",
    "context window",
    "context size",
    "exceed_context",
    "maximum context",
    "prompt is too long",
    "prompt too long",
    "input is too long",
    "input too long",
    "too many tokens",
    "too many input tokens",
    "input token count",
    "token count exceeds",
    "reduce the length",
    "reduce your prompt",
    "max_new_tokens` must be",
    "string_above_max_length",
    "request too large",
    "request_too_large",
    "payload too large",
    "overflows"
  };

  /** The service finds fault with what the prompt says. */
  static final String[] CONTENT = {
    "moderat",
    "flagged",
    "content_filter",
    "content filter",
    "content_policy",
    "content policy",
    "content management policy",
    "responsibleai",
    "usage polic",
    "usage_polic",
    "safety",
    "prohibited",
    "inappropriate",
    "sensitive",
    "data_inspection",
    "content exists risk",
    "content_exists_risk",
    "high risk",
    "guardrail",
    "harmful",
    "violence",
    "request blocked",
    "prompt was blocked",
    "prompt blocked",
    "blocked by",
    "input was blocked"
  };

  /** No such model, also where the status is not 404. */
  static final String[] MODEL = {
    "model_not_found",
    "model not found",
    "model_not_exist",
    "model not exist",
    "unknown model",
    "unknown_model",
    "no such model",
    "not a valid model",
    "invalid model",
    "model_not_supported",
    "model is not supported",
    "no models loaded"
  };

  /** No such path, also where the status is not 404. */
  static final String[] PATH = {
    "unexpected endpoint",
    "invalid url",
    "unknown request url",
    "unknown path",
    "page not found",
    "cannot post",
    "method not allowed",
    "no route"
  };

  /** It passes when it is asked again, though the status says that the question is at fault. */
  static final String[] LATER = {
    "json_validate_failed",
    "failed to generate json",
    "failed_generation",
    "generation failed",
    "during generation",
    "failed to generate",
    "tool_use_failed",
    "overloaded",
    "over capacity",
    "at capacity",
    "capacity exceeded",
    "try again",
    "please retry",
    "temporar",
    "server busy",
    "server_busy",
    "is busy",
    "timed out",
    "timeout",
    "is loading",
    "being loaded",
    "currently loading",
    "not ready",
    "warming up",
    "internal error",
    "internal server error",
    "internal_error",
    "server_error",
    "upstream",
    "provider returned error",
    "connection reset",
    "model unloaded",
    "cancelled",
    "canceled",
    "crashed"
  };

  /** A part is refused, where the status says that the service broke. */
  static final String[] NOT_TAKEN = {
    "not support",
    "unsupported",
    "unknown",
    "unexpected",
    "unrecognized",
    "not implemented",
    "invalid",
    "not allowed",
    "not permitted",
    "not enabled",
    "must alternate"
  };

  private LlmWords() {}
}
