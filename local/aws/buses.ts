import * as z from 'zod'
import { AwsError, invalid, Name, parseInput } from './errors.ts'
import type { Actions } from './json-server.ts'
import type { EventBus, Registry } from './registry.ts'

const Create = z.strictObject({
  Name,
  Description: z.string().optional(),
  Tags: z.array(z.unknown()).optional(),
})
const Named = z.strictObject({ Name: z.string().optional() })
const List = z.strictObject({ NamePrefix: z.string().default(''), Limit: z.number().optional() })

const describe = ({ name, arn }: EventBus) => ({ Name: name, Arn: arn })

/** CreateEventBus, DescribeEventBus, ListEventBuses, DeleteEventBus. */
export const busActions = ({ buses, addBus, busOf, findBus, refuseDefault }: Registry): Actions => ({
  CreateEventBus(input) {
    const { Name: name } = parseInput(Create, input)
    if (buses.has(name))
      throw new AwsError('ResourceAlreadyExistsException', `Event bus ${name} already exists.`)
    return { EventBusArn: addBus(name).arn }
  },
  DescribeEventBus(input) {
    return describe(busOf(parseInput(Named, input).Name))
  },
  ListEventBuses(input) {
    const { NamePrefix } = parseInput(List, input)
    return { EventBuses: [...buses.values()].filter(({ name }) => name.startsWith(NamePrefix)).map(describe) }
  },
  DeleteEventBus(input) {
    const { Name: name } = parseInput(z.strictObject({ Name }), input)
    refuseDefault(name)
    const bus = findBus(name)
    if (bus && bus.rules.size > 0) throw invalid(`Event bus ${name} cannot be deleted since it has rules.`)
    buses.delete(name)
  },
})
