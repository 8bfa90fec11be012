import { accessSync, constants, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * @param depth how many folders down it looks; what is not there is passed over
 * @throws Error of one line naming the first file or folder that another user has made and this one may not write
 */
export function assertWritable(place: string, depth = 0) {
  const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory()
  if (isFolder === undefined) return
  try {
    accessSync(place, constants.R_OK | constants.W_OK | (isFolder ? constants.X_OK : 0))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw adviceFor(error as NodeJS.ErrnoException, place)
  }
  if (isFolder && depth > 0)
    for (const entry of readdirSync(place)) assertWritable(path.join(place, entry), depth - 1)
}

/** An error that a full disk, another user's files or a read-only disk cause, as one line that says what to do. */
export function adviceFor(error: NodeJS.ErrnoException, place = error.path): Error {
  const { code = '', message } = error
  if (/^(ENOSPC|EDQUOT)$/.test(code) || /ENOSPC|no space left|disk is full/i.test(message))
    return new Error(
      `the disk is full: make room, or choose another data folder with SWOON_DATA (${message.split('\n')[0]})`,
    )
  if (!place || !/^(EACCES|EPERM|EROFS)$/.test(code)) return error
  return new Error(
    `${place} may not be written (${code}): make it yours with chown, or delete it as its owner`,
  )
}
