// Preloaded into `next start`, which looks up, reads and compresses a static file anew for everyone who asks for it. What
// it has answered once is answered from memory, as the edge of CloudFront does where the shop is deployed. Files do not
// change while it runs; there are as many answers as files, in two encodings.
const { Server } = require('node:http')

const file = /^\/(_next\/static|products|fonts)\/[\w./~-]+\.(js|css|avif|webp|woff2)$/
const conditional = ['range', 'if-none-match', 'if-modified-since']
const ofOneConnection = ['connection', 'date', 'keep-alive', 'transfer-encoding']

const kept = new Map()
const { emit } = Server.prototype

Server.prototype.emit = function (event, ...values) {
  const [request, response] = values
  if (event !== 'request' || !asksForFile(request)) return emit.call(this, event, ...values)
  const key = `${/\bgzip\b/.test(request.headers['accept-encoding'])} ${request.url}`
  const answer = kept.get(key)
  if (!answer) {
    keepAnswer(key, response)
    return emit.call(this, event, ...values)
  }
  response.writeHead(200, answer.headers).end(answer.body)
  return true
}

const asksForFile = ({ method, url, headers }) =>
  method === 'GET' && file.test(url) && !conditional.some((name) => name in headers)

function keepAnswer(key, response) {
  const { write, end } = response
  const parts = []
  const note = (part, encoding) => {
    if (typeof part === 'string') parts.push(Buffer.from(part, encoding))
    else if (part instanceof Uint8Array) parts.push(Buffer.from(part))
  }
  response.write = function (part, ...rest) {
    note(part, rest[0])
    return write.call(this, part, ...rest)
  }
  response.end = function (part, ...rest) {
    note(part, rest[0])
    return end.call(this, part, ...rest)
  }
  response.once('finish', () => {
    // A page may have the name of a file; it has no date.
    if (response.statusCode !== 200 || !response.hasHeader('last-modified')) return
    const headers = { ...response.getHeaders() }
    for (const name of ofOneConnection) delete headers[name]
    const body = Buffer.concat(parts)
    kept.set(key, { headers: { ...headers, 'content-length': body.length }, body })
  })
}
