import { createRequire } from 'node:module'

export const dynoxideVersion = '1.2.1'

export type Command = { file: string; args: string[]; viaNpx: boolean }

/** dynoxide from this platform's package, else from npm. */
export function dynamoCommand(platform: NodeJS.Platform, arch: string): Command {
  const windows = platform === 'win32'
  try {
    const { resolve } = createRequire(import.meta.url)
    const file = resolve(`@dynoxide/${platform}-${arch}/dynoxide${windows ? '.exe' : ''}`)
    return { file, args: [], viaNpx: false }
  } catch {
    const args = ['--yes', `dynoxide@${dynoxideVersion}`]
    return { file: windows ? 'npx.cmd' : 'npx', args, viaNpx: true }
  }
}

/**
 * Prints the pid of the command, and ends the command and all it started when standard input closes. That happens
 * however this process ends; the server itself does not look at its input. The second wait is for after the signal.
 */
const untilInputCloses = `exec 3<&0; trap : TERM; "$@" </dev/null & echo $!; child=$!
(cat <&3; kill 0) >/dev/null 2>&1 & wait $child; wait $child`

/** The command as a child that cannot outlive this process; it must lead a process group. */
export const tiedToInput = ({ file, args }: Pick<Command, 'file' | 'args'>) =>
  process.platform === 'win32'
    ? { file, args }
    : { file: '/bin/sh', args: ['-c', untilInputCloses, 'sh', file, ...args] }

/** One line for why the command did not start or ended. */
export function failureOf({ viaNpx, args }: Command, output: string) {
  const lines = output.trim().split('\n')
  const said = lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? ''
  const platform = `${process.platform}-${process.arch}`
  return viaNpx
    ? `no DynamoDB binary for ${platform}: @dynoxide/${platform} is not installed, and npx ${args.at(1)} failed (${said})`
    : `DynamoDB (dynoxide) did not run: ${said || 'it said nothing'}`
}
