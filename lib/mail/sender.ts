/** Whether this shop can send mail: where it cannot, nothing of it offers to. */
export const sendsMail = () => senderOf(process.env) !== undefined

/** From an address that SES knows, or from any of a domain that it knows. */
export function senderOf({ EMAIL_SENDER }: Record<string, string | undefined>) {
  const sender = EMAIL_SENDER?.trim()
  if (!sender) return undefined
  return `Swoon <${sender.includes('@') ? sender : `shop@${sender}`}>`
}
