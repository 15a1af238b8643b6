import type { Rule } from './secret.ts'

/** Secrets that stand in any text: tokens, headers, cookies, addresses, keys, and what is written as `password = ...`. */

const headers =
  '(?:proxy-)?authorization|(?:set-)?cookie2?|x-api-key|api-key|apikey|x-auth-token|x-access-token|x-amz-security-token|x-csrf-token|x-xsrf-token|private-token|x-vault-token'
const schemes = /^(?:bearer|basic|digest|negotiate|ntlm|token|apikey|oauth|aws4-hmac-sha256|hawk)[ \t]+[^ \t]/i
const passwords = 'pass(?:wor[dt]|wd|phrase|code)|pwd|psk'
const tokens =
  '(?:client|app|shared|consumer)[_-]?secret|secret[_-]?(?:access[_-]?)?key|api[_-]?key|(?:access|auth|refresh|id|bearer|session|security)[_-]?token|private[_-]?key|account[_-]?key|session[_-]?id|credential'

/** Words that stand where a secret would and are none. */
const plainWords = new Set(
  'true false yes no on off null none nil undefined empty blank unset hidden masked redacted removed required optional string text changeme n/a tbd todo unknown enabled disabled wrong invalid expired incorrect'.split(
    ' ',
  ),
)
const placeholder = /^(?:<[^<>]*>?|\$\{[^}]*\}?|\$[A-Za-z_]\w*|\{\{.*|%[A-Za-z_(].*|[*.xX•_$-]+|\[.*\]?|\(.*)$/

const isPlain = (text: string) => plainWords.has(text.toLowerCase().replace(/[.,;!?]+$/, '')) || placeholder.test(text)
const looksMade = (text: string) => text.length >= 6 && /[0-9]|[^A-Za-z0-9.,;:!?)'"-]/.test(text) && /[A-Za-z]/.test(text)
const endsLine = (after: string) => /^["'\\]{0,4}[ \t]*(?:[,;}\]\r\n&]|\\[rn]|$)/.test(after)

export const generalRules: readonly Rule[] = [
  { kind: 'jwt', pattern: /(?<![A-Za-z0-9_-])()(eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*)/g },
  {
    kind: 'auth-header',
    pattern: /(?<![A-Za-z0-9])((?:Bearer|Basic|Negotiate|NTLM)[ \t]{1,8})([A-Za-z0-9._~+/=-]{12,})/gi,
    accepts: (secret) => /[0-9A-Z]/.test(secret.slice(1)) && !/^[A-Za-z][a-z]*(?:[-/.][A-Za-z][a-z]*)*\.?$/.test(secret),
  },
  {
    // Authorization: ..., Cookie: ..., and the same as a pair of a program or of curl
    kind: 'auth-header',
    pattern: new RegExp(
      `(?<![A-Za-z0-9-])((?:${headers})\\\\{0,3}["']?[ \\t]{0,4}(?::|=>?)[ \\t]{0,4}\\\\{0,3}["']?)([^"'\\\\\\r\\n \\t][^"'\\\\\\r\\n]{2,})`,
      'gi',
    ),
    accepts: (secret, before) =>
      !isPlain(secret) &&
      (/cookie/i.test(before)
        ? /^[^ \t=]{1,200}=/.test(secret)
        : /authorization/i.test(before)
          ? isCredential(secret)
          : !/[ \t]/.test(secret.trim())),
  },
  {
    // HAR (HTTP Archive 1.2): headers and cookies are objects with a name and a value
    kind: 'auth-header',
    pattern: new RegExp(
      `("name"[ \\t\\r\\n]{0,40}:[ \\t\\r\\n]{0,40}"(?:${headers})"[ \\t\\r\\n]{0,40},[ \\t\\r\\n]{0,40}"value"[ \\t\\r\\n]{0,40}:[ \\t\\r\\n]{0,40}")((?:[^"\\\\]|\\\\[\\s\\S]){1,64000})`,
      'gi',
    ),
  },
  {
    kind: 'auth-header',
    pattern: new RegExp(
      `("value"[ \\t\\r\\n]{0,40}:[ \\t\\r\\n]{0,40}")((?:[^"\\\\]|\\\\[\\s\\S]){1,64000})(?="[ \\t\\r\\n]{0,40},[ \\t\\r\\n]{0,40}"name"[ \\t\\r\\n]{0,40}:[ \\t\\r\\n]{0,40}"(?:${headers})")`,
      'gi',
    ),
  },
  {
    kind: 'cloud-key',
    pattern:
      /(?<![A-Za-z0-9])()((?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Z])|gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,}|glpat-[A-Za-z0-9_-]{20,}|xox[abeprs]-[A-Za-z0-9-]{10,}|AIza[A-Za-z0-9_-]{35}|(?:sk|rk)_live_[A-Za-z0-9]{16,}|npm_[A-Za-z0-9]{36}|dop_v1_[a-f0-9]{40,}|hf_[A-Za-z]{24,}|hvs\.[A-Za-z0-9_-]{20,})/g,
  },
  {
    kind: 'url-secret',
    pattern: /(:\/\/[^ \t\r\n/:@"'<>\\?#]{0,100}:)([^ \t\r\n/@"'<>\\]{1,200})(?=@[A-Za-z0-9[])/g,
    accepts: (secret) => !placeholder.test(secret),
  },
  {
    kind: 'url-secret',
    pattern:
      /([?&;](?:access_token|refresh_token|id_token|auth_token|token|api_?key|password|passwd|pwd|secret|client_secret|sig|signature|x-amz-signature|x-amz-security-token|x-amz-credential|sid|session_?id|jsessionid|samlresponse|samlrequest)=)([^&; \t\r\n"'<>#\\]{4,})/gi,
    accepts: (secret) => !isPlain(secret),
  },
  {
    // password = ..., "password": "...", password => '...'
    kind: 'password',
    pattern: new RegExp(
      `((?:${passwords}|${tokens})\\\\{0,3}["']?[ \\t]{0,20}(?:=>|:=|={1,2}|:)[ \\t]{0,20})(\\\\{0,3}"[^"\\\\\\r\\n]{1,4000}|\\\\{0,3}'[^'\\\\\\r\\n]{1,4000}|[^ \\t\\r\\n"'\\\\,;<>{}]{1,4000})`,
      'gi',
    ),
    accepts: (secret, before, after) => {
      const bare = secret.replace(/^\\{0,3}["']/, '')
      if (bare === '' || isPlain(bare)) return false
      if (bare !== secret || /=[ \t]*$/.test(before)) return bare.length > 1 || bare !== secret
      return looksMade(bare) || (/^(?:pass|pwd|psk)/i.test(before) && bare.length >= 4 && endsLine(after))
    },
  },
  {
    kind: 'password',
    pattern:
      /(<(?:[A-Za-z0-9_-]{1,40}:)?(?:[a-z0-9_-]{0,40}password|passwd|passphrase|[a-z-]{0,20}secret|api-?key|auth(?:entication)?-key|pre-shared-key|ascii-text|cak|community-name)(?:[ \t][^<>\r\n]{0,200})?>[ \t]{0,20})([^<> \t\r\n][^<>\r\n]{0,4000})(?=<\/)/gi,
    accepts: (secret) => !isPlain(secret.trim()),
  },
  {
    // "the password is Juniper123!" but not "the password is wrong"
    kind: 'password',
    pattern: new RegExp(
      `(?<![A-Za-z])((?:${passwords}|pw)[ \\t]{1,4}(?:is|was|now|=)(?:[ \\t]{1,4}now)?[ \\t]{1,4}:?[ \\t]{0,2}["'\`]?)([^ \\t\\r\\n"'\`]{6,200})`,
      'gi',
    ),
    accepts: (secret) => !isPlain(secret) && looksMade(secret.replace(/[.,;:!?)]+$/, '')) && !/^[A-Za-z]+-[a-z]+$/.test(secret),
  },
]

const isCredential = (text: string) => schemes.test(text) || (!/[ \t]/.test(text.trim()) && looksMade(text.trim()))
