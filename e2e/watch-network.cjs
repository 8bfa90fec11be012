// Preloaded into every process of a shop under test: notes each name that is looked up, and each address that is
// connected to, which is not this machine, in the file that NETWORK_LOG names.
const { subscribe } = require('node:diagnostics_channel')
const dns = require('node:dns')
const { appendFileSync } = require('node:fs')
const { isIP } = require('node:net')

const here = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/
const note = (asked) => {
  if (!here.test(asked)) appendFileSync(process.env.NETWORK_LOG, `${process.argv[1]}: ${asked}\n`)
}

for (const api of [dns, dns.promises]) {
  const { lookup } = api
  api.lookup = (hostname, ...rest) => {
    note(hostname)
    return lookup(hostname, ...rest)
  }
}
subscribe('net.client.socket', ({ socket }) => {
  // Of a pipe, which does not leave the machine either, it is the path.
  socket.on('connectionAttempt', (address) => isIP(address) && note(address))
})
