// Preloaded into a site whose memory is measured: it answers each message with the bytes that it holds after a collection.
const { setFlagsFromString } = require('node:v8')
const { runInNewContext } = require('node:vm')

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')

process.on('message', async () => {
  // What a collection has let go of may be the last that holds something else.
  for (let round = 0; round < 3; round++) {
    collect()
    await new Promise((done) => setTimeout(done, 50))
  }
  const { heapUsed, external } = process.memoryUsage()
  process.send?.(heapUsed + external)
})
