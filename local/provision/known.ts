/** What AWS has answered so far, by `Resource.attribute`: see references.ts. */
export type Known = Map<string, string>
