/** The value below which `share` (0 to 1) of the values lie: the nearest rank of the sorted values. */
export function quantile(values: readonly number[], share: number) {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new Error('there is no quantile of nothing')
  return value
}

export const median = (values: readonly number[]) => quantile(values, 0.5)

export const mean = (values: readonly number[]) =>
  values.reduce((total, value) => total + value, 0) / values.length
