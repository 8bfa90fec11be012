/** Quotes for a shell. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** As the command line writes it. */
export const sendCall = (url: string, body: string) =>
  `aws sqs send-message --queue-url ${quoted(url)} --message-body ${quoted(body)}`

export const deleteCall = (url: string) =>
  `aws sqs delete-message --queue-url ${quoted(url)} --receipt-handle '…'`
