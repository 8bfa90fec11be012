/** The path on our own `host` that a Referer names; the front page for any other. Never an address of another host. */
export function wayBack(referer: string | null, host: string) {
  if (!referer || !URL.canParse(referer)) return '/'
  const from = new URL(referer)
  if (!/^https?:$/.test(from.protocol) || from.host !== host) return '/'
  return `/${from.pathname.replace(/^[/\\]+/, '')}${from.search}`
}

/** Browsers drop a cookie of more than 4,096 bytes, name and attributes included. */
const roomInBytes = 3_500

/** The message, or its beginning and an ellipsis where a percent-encoded cookie of JSON does not hold it. */
export function asMuchAsACookieHolds(message: string) {
  let room = roomInBytes
  let kept = ''
  for (const character of message) {
    room -= encodeURIComponent(JSON.stringify(character).slice(1, -1)).length
    if (room < 0) return `${kept}…`
    kept += character
  }
  return message
}
