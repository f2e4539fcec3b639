package org.paperbeam.llm;

import java.util.regex.Pattern;

/**
 * What services say when they refuse, in small letters: the words by which {@link LlmAnswers} tells
 * one refusal from another where the status does not. Each is a regular expression that is looked
 * for anywhere in the code, the type and the message, which a blank separates.
 */
final class LlmWords {
  /** The credit is used up, whatever the status. */
  static final Pattern OUT_OF_MONEY =
      any(
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
          "requires? more credits",
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
          "prepaid",
          "\\b(insufficient|not enough|no|zero|out of|ran out of|run out of|used (up"
              + " )?all|negative|lack of)[ _-](\\w+["
              + " _-]){0,3}(credits?|balance|funds?|prepaid|prepayment)\\b",
          "\\b(credits?|balance|funds|prepayment|budget|free"
              + " trial|trial|subscription)\\b.{0,30}\\b(too low|insufficient|not"
              + " enough|exhausted|depleted|used up|run out|ran"
              + " out|exceeded|ended|expired|empty)\\b",
          "\\b(user|token|account)[ _]quota\\b.{0,20}\\b(not enough|used"
              + " up|exhausted|insufficient)\\b",
          "insufficient_user_quota",
          "over budget",
          "exceeded ?budget",
          "payment (method )?(is )?required",
          "add a (card|payment)",
          "(quota|limit)\\b.{0,30}\\bbilling (period|cycle)");

  /** The same, where the status does not say that it is for the rate. */
  static final Pattern OF_MONEY =
      any(
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
          "usage limit");

  /** The account cannot be used. */
  static final Pattern ACCOUNT =
      any(
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
          "unsupported_country",
          "(country|region|location|territory)\\b.{0,30}\\bnot (supported|available)",
          "has not been used in project",
          "service_disabled",
          "accessnotconfigured");

  /** The key is not accepted, also where the status is not 401. */
  static final Pattern KEY =
      any(
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
          "unauthorized",
          "\\bapi["
              + " _-]?key\\b.{0,30}\\b(wrong|invalid|incorrect|bad|expired|revoked|disabled|missing|required|not"
              + " (valid|provided|found|recognized|exist))",
          "\\b(wrong|invalid|incorrect|bad|expired|missing|no|malformed|provide"
              + " an?)\\b.{0,15}\\b(api[ _-]?key|access token|auth\\w* token|bearer|auth\\w*"
              + " header|credentials)\\b",
          "\\bauth\\w* header\\b.{0,15}\\b(missing|required|invalid)",
          "^\\s*(\\w{1,12} +)*invalid token\\W*$");

  /** An allowance that comes back no sooner than tomorrow. */
  static final Pattern A_DAY =
      any(
          "perday",
          "per day",
          "per-day",
          "per_day",
          "daily",
          "\\(rpd\\)",
          "\\(tpd\\)",
          "requests per week",
          "per week",
          "weekly",
          "per month",
          "per-month",
          "monthly",
          "24 hours",
          "24h",
          "byday",
          "per 86400",
          "this week",
          "this month",
          "until tomorrow");

  /** A refusal for the rate, where the status does not say it. */
  static final Pattern RATE =
      any(
          "rate limit",
          "rate_limit",
          "ratelimit",
          "too many requests",
          "too_many_requests",
          "requests per min",
          "tokens per min",
          "resource_exhausted",
          "throttl",
          "slow down");

  /** More than one call may hold, however long one waits. */
  static final Pattern TOO_LARGE = any("request too large", "request_too_large");

  /** Longer than the model's context. */
  static final Pattern TOO_LONG =
      any(
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
          "overflows",
          "input length",
          "prompt length",
          "sequence length",
          "token length",
          "context limit",
          "(prompt|input|message)s? (is |are )?too (large|big)",
          "(prompt|input|message)\\b.{0,25}\\bmaximum length",
          "total text bytes",
          "max_model_len");

  /** The service finds fault with what the prompt says. */
  static final Pattern CONTENT =
      any(
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
          "input was blocked",
          "violat\\w*\\b.{0,25}\\b(polic|terms|guideline|rules)",
          "(unsafe|disallowed|forbidden|explicit|illegal|unlawful)[ _-](\\w+[ _-])?content",
          "content(?! type)\\b.{0,20}\\bnot (permitted|allowed|safe|acceptable)");

  /** No such model, also where the status is not 404. */
  static final Pattern MODEL =
      any(
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
          "no models loaded",
          "\\bmodel\\b.{0,80}\\b(not found|(does not|doesn.t)"
              + " exist|deprecated|retired|decommissioned|no longer)",
          "invalid model name");

  /** No such path, also where the status is not 404. */
  static final Pattern PATH =
      any(
          "unexpected endpoint",
          "invalid url",
          "unknown request url",
          "unknown path",
          "page not found",
          "cannot post",
          "method not allowed",
          "no route");

  /** It passes when it is asked again, though the status says that the question is at fault. */
  static final Pattern LATER =
      any(
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
          "being loaded",
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
          "crashed",
          "\\b(is|still|being|currently) loading\\b");

  /** A part is refused, where the status says that the service broke. */
  static final Pattern NOT_TAKEN =
      any(
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
          "must alternate");

  private LlmWords() {}

  private static Pattern any(String... phrases) {
    return Pattern.compile(String.join("|", phrases));
  }
}
