import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()
const encoded = (bytes: Buffer) => bytes.toString('base64url')
const uint = (value: number, bytes: number) => {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntBE(value, 0, bytes)
  return buffer
}

/** User present and verified; with the credential's data. */
const [isPresent, isVerified, hasCredential] = [0x01, 0x04, 0x40]

type Asked = { options: string }
type Answering = { origin?: string; counter?: number; verified?: boolean }

/** What answers a browser's questions about passkeys: one key, of one shop. https://www.w3.org/TR/webauthn-3/ */
export function createAuthenticator({ origin: home }: { origin: string }) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const coordinate = (text: string) => Buffer.from(text, 'base64url')
  // CBOR by hand, in hexadecimal: a map of five, then the coordinates.
  const cose = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    coordinate(x),
    Buffer.from('225820', 'hex'),
    coordinate(y),
  ])
  const rpIdHash = sha256(new URL(home).hostname)

  const clientData = (type: string, { options }: Asked, { origin = home }: Answering) =>
    Buffer.from(
      JSON.stringify({ type, challenge: JSON.parse(options).challenge, origin, crossOrigin: false }),
    )
  const flagsOf = (more: number, { verified = true }: Answering) =>
    uint(isPresent + (verified ? isVerified : 0) + more, 1)
  const answer = (response: Record<string, string>) =>
    JSON.stringify({
      ...{ id: encoded(id), rawId: encoded(id), type: 'public-key', clientExtensionResults: {} },
      response,
    })

  return {
    id: encoded(id),
    create(asked: Asked, given: Answering = {}) {
      const data = Buffer.concat([
        ...[rpIdHash, flagsOf(hasCredential, given), uint(given.counter ?? 0, 4), Buffer.alloc(16)],
        ...[uint(id.length, 2), id, cose],
      ])
      const attestation = Buffer.concat([
        Buffer.from('\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59', 'latin1'),
        uint(data.length, 2),
        data,
      ])
      return answer({
        clientDataJSON: encoded(clientData('webauthn.create', asked, given)),
        attestationObject: encoded(attestation),
      })
    },
    get(asked: Asked, given: Answering = {}) {
      const client = clientData('webauthn.get', asked, given)
      const data = Buffer.concat([rpIdHash, flagsOf(0, given), uint(given.counter ?? 0, 4)])
      return answer({
        clientDataJSON: encoded(client),
        authenticatorData: encoded(data),
        signature: encoded(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
      })
    },
  }
}
