const began = performance.now()

const line = (text: string) => process.stdout.write(`${text}\n`)
const elapsed = () => `${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s`

/** What the shop says on the terminal while it starts and runs. */
export const say = {
  /** One step of the start, with the time since it began. */
  step: (text: string) => line(`${elapsed()}  ${text}`),
  line,
  error: (text: string) => process.stderr.write(`swoon: ${text}\n`),
}
