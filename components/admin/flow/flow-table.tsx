import type { ReactNode } from 'react'
import { type FlowFunction, heardBy, openBox, roleOf } from '@/lib/flow/flow'
import { totalOf } from '@/lib/queue/queue'
import { DataCell, DataRow, DataTable } from '../data-table'
import { openAmount } from './boxes'
import { flowOfShop } from './figure'
import { amount } from './ink'
import type { FlowState } from './picture'
import { ratesOf } from './rates'

const numbers = ['Waiting', 'In flight', 'Rate', 'Dead letters'] as const
type Numbers = Partial<Record<(typeof numbers)[number], string>>

/** All that the picture shows, in words and numbers. */
export function FlowTable({ state }: { state: FlowState }) {
  const flow = flowOfShop(state)
  const told = (by: string) => flow.events.filter((event) => event.by === by).map(({ name }) => name)
  const does = ({ name, tables }: FlowFunction) =>
    [
      `${name}, which ${roleOf(name)}`,
      tables.length > 0 && `works on ${tables.join(', ')}`,
      told(name).length > 0 && `tells ${told(name).join(', ')}`,
    ]
      .filter(Boolean)
      .join('; ')
  const { pairs, bus } = state.queues
  return (
    <DataTable
      caption="The picture as a table. Rates are CloudWatch’s, over the last five minutes and a minute or two late. Where it knows none, they are how the count has changed between two looks of this server, seconds apart."
      columns={['Part', 'From', 'To', ...numbers.map((name) => ({ name, isNumber: true as const }))]}
    >
      <Row
        name={flow.site}
        from="the shopper"
        to={`${openBox}; ${flow.bus}: ${told(flow.site).join(', ')}`}
      />
      <Row
        name={openBox}
        from={flow.site}
        to={flow.functions.find(({ publishesAgain }) => publishesAgain)?.name}
        numbers={{
          Waiting: openAmount(state.open),
          'Dead letters': `${amount(state.open.givenUp)}\u00a0given\u00a0up`,
        }}
      />
      <Row
        name={flow.bus}
        from={[...new Set(flow.events.map(({ by }) => by))].join(', ')}
        to={flow.queues
          .filter(({ filledBy }) => !filledBy)
          .map(({ name }) => name)
          .join(', ')}
        numbers={{ 'Dead letters': amount(bus && totalOf(bus)) }}
      />
      {flow.queues.map(({ name, filledBy }) => {
        const pair = pairs.find((one) => one.name === name)
        const consumer = flow.functions.find(({ queue }) => queue === name)
        return (
          <Row
            key={name}
            name={name}
            from={
              filledBy ??
              heardBy(flow, name)
                .map((event) => event.name)
                .join(', ')
            }
            to={consumer && does(consumer)}
            numbers={{
              Waiting: amount(pair?.counts?.waiting),
              'In flight': amount(pair?.counts?.inFlight),
              Rate: pair ? ratesOf(pair, state.rates?.[name]).told : '–',
              'Dead letters': amount(pair?.dead && totalOf(pair.dead)),
            }}
          />
        )
      })}
      {flow.functions
        .filter(({ schedule }) => schedule)
        .map((one) => (
          <Row key={one.name} name={one.name} from="the clock, every minute" to={does(one)} />
        ))}
    </DataTable>
  )
}

type RowProps = { name: string; from: ReactNode; to: ReactNode; numbers?: Numbers }

const Row = ({ name, from, to, numbers: is = {} }: RowProps) => (
  <DataRow heading={name}>
    <DataCell label="From" as="wide">
      {from}
    </DataCell>
    <DataCell label="To" as="wide">
      {to}
    </DataCell>
    {numbers.map((column) => (
      <DataCell
        key={column}
        label={column}
        as="number"
        className={is[column] === undefined ? 'max-[56rem]:hidden!' : ''}
      >
        {is[column] ?? '–'}
      </DataCell>
    ))}
  </DataRow>
)
