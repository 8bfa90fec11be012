/** Pages are given the parts of their address as they stand there, in some cases decoded already. */
export function decoded(part: string) {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    return part
  }
}
