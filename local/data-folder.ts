import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { assertWritable } from './writable.ts'

/**
 * Makes the data folder. It is for its owner only, and so is every file that this process and those that it starts make
 * from now on.
 * @throws Error of one line when that is impossible
 */
export function prepareDataFolder(dataDir: string) {
  process.umask(0o077)
  try {
    makeFolder(dataDir)
    chmodSync(dataDir, 0o700)
    accessSync(dataDir, constants.W_OK)
    // A lock that was left behind can be taken over all the same.
    const entries = readdirSync(dataDir).filter((entry) => !entry.startsWith('lock'))
    for (const entry of entries) assertWritable(path.join(dataDir, entry), 1)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (!code) throw error
    throw new Error(`data folder ${dataDir} is not writable (${code}): choose another with SWOON_DATA`)
  }
}

/** Node's own recursive mkdir never returns where a system answers ENOENT below a folder that exists, as /proc does. */
function makeFolder(folder: string) {
  if (existsSync(folder)) return
  makeFolder(path.dirname(folder))
  mkdirSync(folder)
}

/** Writes a dotenv file that shells, Node's --env-file and the usual libraries read alike. */
export function writeDotenv(file: string, variables: Readonly<Record<string, string>>) {
  const lines = Object.entries(variables).map(([name, value]) => {
    // Single quotes keep JSON as it is; inside JSON a single quote has another spelling.
    const text = value.startsWith('{') ? value.replaceAll("'", '\\u0027') : value
    return /^[\w:/.@+-]*$/.test(text) ? `${name}=${text}` : `${name}='${text}'`
  })
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 })
}

/**
 * Writes the dotenv file by which any AWS tool finds the shop, `<dataDir>/env`. The AWS CLI takes an empty profile for
 * one by that name: it is given an empty file of settings that has it.
 */
export function writeToolEnvironment(dataDir: string, variables: Readonly<Record<string, string>>) {
  const settings = path.join(dataDir, 'aws-config')
  writeFileSync(settings, '[profile ""]\n', { mode: 0o600 })
  writeDotenv(path.join(dataDir, 'env'), { ...variables, AWS_CONFIG_FILE: settings })
}

/** Reads what `writeDotenv` has written. */
export const readDotenv = (file: string): Record<string, string | undefined> =>
  Object.fromEntries(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [, name, value = ''] = /^(\w+)='?(.*?)'?$/.exec(line) ?? []
        return [name, value]
      }),
  )
