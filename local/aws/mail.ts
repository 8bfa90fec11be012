import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import * as z from 'zod'
import { type Callers, serveCallers } from './callers.ts'

const Part = z.strictObject({ Data: z.string(), Charset: z.string().optional() })
const Address = z.string().regex(/^[^\r\n]+$/)
const Addressee = z.string().regex(/^[^\s@]+@[^\s@]+$/)
const Input = z.strictObject({
  FromEmailAddress: Address,
  Destination: z.strictObject({ ToAddresses: z.array(Addressee).length(1) }),
  Content: z.strictObject({
    Simple: z.strictObject({ Subject: Part, Body: z.strictObject({ Text: Part }) }),
  }),
})

type Options = {
  callers: Callers
  /** Where mails are kept, one file each, which any mail program opens; the name begins with when it was sent. */
  folder: string
  /** Called with the name of each, and with what it says. */
  onMail?: ((file: string, message: string) => void) | undefined
}

/**
 * Starts SES, of which it has one call, on a free port of 127.0.0.1. What is sent leaves this machine by no way.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export const startMail = ({ callers, folder, onMail }: Options) =>
  serveCallers(callers, async (request, response) => {
    const reply = (status: number, body: object) =>
      response
        .writeHead(status, { 'Content-Type': 'application/json', 'x-amzn-RequestId': randomUUID() })
        .end(JSON.stringify(body))
    const refuse = (type: string, message: string, status = 400) => {
      response.setHeader('x-amzn-ErrorType', type)
      reply(status, { message })
    }
    if (request.method !== 'POST' || request.url !== '/v2/email/outbound-emails')
      return refuse('NotFoundException', 'Nothing but SendEmail is served', 404)
    const { data, error } = Input.safeParse(jsonOf(await text(request)))
    if (!data) return refuse('BadRequestException', z.prettifyError(error))
    const id = randomUUID()
    const date = new Date()
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const file = `${date.toISOString().replaceAll(':', '-')}-${id.slice(0, 8)}.eml`
    const message = messageOf(data, date, id)
    writeFileSync(path.join(folder, file), message, { mode: 0o600 })
    onMail?.(file, message)
    reply(200, { MessageId: id })
  })

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** As https://www.rfc-editor.org/rfc/rfc5322 writes a message. */
function messageOf(
  { FromEmailAddress, Destination, Content }: z.infer<typeof Input>,
  date: Date,
  id: string,
) {
  const { Subject, Body } = Content.Simple
  const head = [
    `From: ${FromEmailAddress}`,
    `To: ${Destination.ToAddresses[0]}`,
    `Subject: ${headerText(Subject.Data)}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${id}@localhost>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
  ]
  return [...head, '', ...Body.Text.Data.split(/\r?\n/), ''].join('\r\n')
}

/** https://www.rfc-editor.org/rfc/rfc2047 */
const headerText = (text: string) =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
