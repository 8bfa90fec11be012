/** What no form of ours sends as a text. Not all of it is Unicode. */
export const texts = [
  ...['', ' ', '0', '-1', '1e3', '0.1', '99999', '-99999999999999999999', 'NaN', 'Infinity', 'null', 'true'],
  ...[
    '\ud800',
    '\udfff\ud800',
    'a\u0000b',
    '\u202egnitirw',
    'שלום',
    '🎷'.repeat(40),
    '👩‍👩‍👧',
    'e\u0301',
    '\ufeff',
    '\r\nSet-Cookie: a=b',
  ],
  ...['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "'); DROP TABLE x;--", '{{7*7}}'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'],
  ...['../../etc/passwd', '\\evil.example', '//evil.example', 'javascript:alert(1)', 'data:text/html,x'],
  ...['ORD-1', 'ORD-ZZZZZZZZZZZZZZZZZZZZZZZZZZ', 'chef-knife', 'a@b', 'x'.repeat(200), 'é'.repeat(9000)],
]

const nested = (open: string, close: string, times: number) => `${open.repeat(times)}1${close.repeat(times)}`

/** JSON, or nearly: each stands where a value is expected. */
export const values = [
  ...texts.map((text) => JSON.stringify(text)),
  ...['null', 'true', '[]', '{}', '-1', '0', '0.5', '1e309', '-1e20', '9007199254740993', 'NaN', 'Infinity'],
  ...[
    '[null]',
    '[{}]',
    '{"__proto__":{"userName":"x"}}',
    '{"constructor":{"prototype":{"a":1}}}',
    '{"length":1e9}',
  ],
  ...[nested('[', ']', 3000), nested('{"a":', '}', 3000), `[${'{},'.repeat(900)}{}]`, `${'['.repeat(5000)}`],
]

/** As parts of paths, in the spelling of the client. */
export const segments = [
  ...['%E0%A4%A', '%', '%zz', '%00', '%c0%ae', '%2e%2e', '..%2f..%2fetc%2fpasswd', '%ED%A0%80', '%25%30%30'],
  ...['__proto__', "'%20OR%201=1", '<script>', 'x%0d%0aSet-Cookie:a=b', '\\evil.example', '//evil.example'],
  ...['%F0%9F%8E%89', '%E2%80%AEx', ';a=b', '.', '..', './a.png', 'null', 'ORD-ZZZZZZZZZZZZZZZZZZZZZZZZZZ'],
  'a'.repeat(130),
]

/** As values of a query, in the spelling of the client. */
export const queried = [
  ...[
    '%ud800',
    '%ED%A0%80',
    '-1',
    '1e309',
    'NaN',
    '[]',
    '%00',
    '%',
    'true',
    '99999999999999999999',
    '%3Cscript%3E',
  ],
  ...[`2020-01-01T00:00:00.${'1'.repeat(1100)}Z`, `${'a'.repeat(99)}%F0%9F%98%80`, 'x'.repeat(1900)],
  ...['ORD-ZZZZZZZZZZZZZZZZZZZZZZZZZZ', 'https%3A%2F%2Fevil.example%2Fa.png', '%2F%5Cevil.example'],
]

export const hosts = [
  ...[
    'data:text/html',
    'javascript:1',
    'https, http',
    '//',
    'evil.example',
    'evil.example:80@localhost',
    'a b',
    '[::1',
    '',
  ],
  'x'.repeat(300),
]

/** Bodies that are no object at all. */
export const bodies = ['', '{', '[]', 'null', '"x"', '1e999', '\u00e9\u0000', '{"items":', 'x'.repeat(70_000)]

/** To an action from a script: React reads the first, and cannot read the others. */
export const readableReplies = ['[]', '["x"]', '[null]']
export const unreadableReplies = [
  '{',
  '["$K1"]',
  '["$1:__proto__"]',
  '[{"then":"$B1"}]',
  'MY_SECRET',
  '["$n99"]',
]
