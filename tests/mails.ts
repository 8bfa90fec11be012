import { embeddedAws } from './embedded-aws'

/** The embedded AWS of a test file, and what it is given to mail. */
export function embeddedMail() {
  const mails: string[] = []
  embeddedAws({ onMail: (_, mail) => mails.push(mail) })
  /** What was mailed meanwhile. */
  return async function mailsOf(work: () => Promise<unknown>) {
    const before = mails.length
    await work()
    return mails.slice(before)
  }
}
