import { decodeTime, isValid, MAX_ULID, ulid } from 'ulid'

const prefix = 'ORD-'

export const mintCheckoutId = () => `${prefix}${ulid()}`

/** When the id was minted, in milliseconds since the epoch; undefined for an id minted elsewhere. */
export function mintedAt(checkoutId: string) {
  const id = checkoutId.slice(prefix.length)
  return checkoutId.startsWith(prefix) && isValid(id) && id <= MAX_ULID ? decodeTime(id) : undefined
}
