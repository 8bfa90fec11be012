/** How far a run is: one line that is written over on a terminal, a line at every tenth elsewhere. */
export function progress(total: number) {
  const { isTTY } = process.stdout
  const began = performance.now()
  let done = 0
  let broken = 0
  return {
    step(text: string, violations: number) {
      done++
      broken += violations
      const seconds = ((performance.now() - began) / 1000).toFixed(0)
      const line = `${done} of ${total} seeds, ${broken} violations, ${seconds} s, last: ${text}`
      if (isTTY) process.stdout.write(`\r\u001b[K${line}`)
      else if (done === total || done % Math.ceil(total / 10) === 0) process.stdout.write(`${line}\n`)
    },
    end() {
      if (isTTY) process.stdout.write('\n')
    },
  }
}
