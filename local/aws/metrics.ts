import * as z from 'zod'

export type Metric = { namespace: string; metricName: string; dimensions: Record<string, string> }
export type Metrics = ReturnType<typeof createMetrics>
export const statistics = ['Sum', 'Maximum', 'Minimum', 'SampleCount', 'Average'] as const
export type Statistic = (typeof statistics)[number]

type Minute = { sum: number; count: number; least: number; most: number }

const minuteMs = 60_000
/** Longer than any alarm looks back. */
const keptMinutes = 90

const Line = z.looseObject({
  _aws: z.object({
    Timestamp: z.number(),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string() })),
      }),
    ),
  }),
})
const Values = z.union([z.number().transform((value) => [value]), z.array(z.number())])

const keyOf = ({ namespace, metricName, dimensions }: Metric) =>
  JSON.stringify([namespace, metricName, Object.entries(dimensions).sort()])
const minuteOf = (ms: number) => Math.floor(ms / minuteMs)

/** What CloudWatch keeps of metrics, by the minute, in memory. */
export function createMetrics() {
  const known = new Map<string, Map<number, Minute>>()

  function minutesOf(metric: Metric, at: number) {
    const key = keyOf(metric)
    const minutes = known.get(key) ?? new Map<number, Minute>()
    known.set(key, minutes)
    for (const minute of minutes.keys()) if (minute < minuteOf(at) - keptMinutes) minutes.delete(minute)
    return minutes
  }

  function add(metric: Metric, value: number, at = Date.now()) {
    const minutes = minutesOf(metric, at)
    const { sum, count, least, most } = minutes.get(minuteOf(at)) ?? {
      ...{ sum: 0, count: 0, least: value, most: value },
    }
    minutes.set(minuteOf(at), {
      ...{ sum: sum + value, count: count + 1 },
      ...{ least: Math.min(least, value), most: Math.max(most, value) },
    })
  }

  return {
    add,
    /** What is measured by looking: of a minute the last look counts. */
    set(metric: Metric, value: number, at = Date.now()) {
      minutesOf(metric, at).set(minuteOf(at), { sum: value, count: 1, least: value, most: value })
    },
    /** Takes a line that a function or the site has written; one that is not in the embedded metric format says nothing. */
    note(line: string) {
      if (!line.startsWith('{"_aws"')) return
      const { data } = Line.safeParse(jsonOf(line))
      if (!data) return
      for (const { Namespace: namespace, Dimensions, Metrics } of data._aws.CloudWatchMetrics)
        for (const { Name: metricName } of Metrics)
          for (const names of Dimensions) {
            const dimensions = Object.fromEntries(names.map((name) => [name, String(data[name])]))
            for (const value of Values.safeParse(data[metricName]).data ?? [])
              add({ namespace, metricName, dimensions }, value, data._aws.Timestamp)
          }
    },
    /** Of the whole minutes that begin from `from` on and before `to`; undefined where there is nothing. */
    read(metric: Metric, statistic: Statistic, from: number, to: number): number | undefined {
      const minutes = [...(known.get(keyOf(metric)) ?? [])]
        .filter(([minute]) => minute * minuteMs >= from && minute * minuteMs < to)
        .map(([, minute]) => minute)
      if (minutes.length === 0) return undefined
      const sum = minutes.reduce((total, minute) => total + minute.sum, 0)
      const count = minutes.reduce((total, minute) => total + minute.count, 0)
      return {
        Sum: sum,
        SampleCount: count,
        Average: sum / count,
        Maximum: Math.max(...minutes.map(({ most }) => most)),
        Minimum: Math.min(...minutes.map(({ least }) => least)),
      }[statistic]
    },
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
