/** Changes the text of sst.config.ts. */
export type Edit = (config: string) => string

/** Replaces `from`, which must be there, by `to`. */
export const replacing =
  (from: string, to: string): Edit =>
  (config) => {
    if (!config.includes(from)) throw new Error(`sst.config.ts does not say ${from} any more`)
    return config.replace(from, to)
  }

export const all =
  (...edits: Edit[]): Edit =>
  (config) =>
    edits.reduce((text, edit) => edit(text), config)
