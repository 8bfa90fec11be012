/** A promise of design.md that did not hold, and for whom. */
export type Violation = { invariant: string; what: string; orderId?: string | undefined }
