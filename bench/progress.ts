const { isTTY } = process.stderr
const began = performance.now()

const seconds = () => `${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s`

/** Says on standard error what is going on, so that the table alone is on standard output. */
export const say = (text: string) =>
  void process.stderr.write(`${isTTY ? '\r\u001b[K' : ''}${seconds()}  ${text}\n`)

/** How far one measurement is: a line that is written over on a terminal, one at every quarter elsewhere. */
export function progressOf(name: string, total: number) {
  let done = 0
  return () => {
    done++
    const line = `${seconds()}  ${name}: ${done} of ${total}`
    if (isTTY) process.stderr.write(`\r\u001b[K${line}${done === total ? '\n' : ''}`)
    else if (done % Math.ceil(total / 4) === 0 || done === total) process.stderr.write(`${line}\n`)
  }
}
