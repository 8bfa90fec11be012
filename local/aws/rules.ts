import * as z from 'zod'
import { invalid, Name, parseInput } from './errors.ts'
import type { Actions } from './json-server.ts'
import { compilePattern } from './pattern.ts'
import type { Registry, Rule } from './registry.ts'

const Put = z.strictObject({
  Name,
  EventBusName: z.string().optional(),
  EventPattern: z.string().max(4096),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Description: z.string().max(512).optional(),
  Tags: z.array(z.unknown()).optional(),
})
const One = z.strictObject({
  Name,
  EventBusName: z.string().optional(),
  Force: z.boolean().optional(),
})
const List = z.strictObject({
  EventBusName: z.string().optional(),
  NamePrefix: z.string().default(''),
  Limit: z.number().optional(),
})

const describe = ({ name, arn, bus, text, enabled, description }: Rule) => ({
  Name: name,
  Arn: arn,
  EventBusName: bus,
  EventPattern: text,
  State: enabled ? 'ENABLED' : 'DISABLED',
  Description: description,
})

/** PutRule (event patterns only), DescribeRule, ListRules, DeleteRule. */
export const ruleActions = ({ busOf, ruleOf, ruleArn }: Registry): Actions => ({
  PutRule(input) {
    const { Name: name, EventBusName, EventPattern: text, State, Description } = parseInput(Put, input)
    const bus = busOf(EventBusName)
    const arn = ruleArn(bus.name, name)
    bus.rules.set(name, {
      name,
      arn,
      bus: bus.name,
      text,
      matches: compilePattern(text),
      enabled: State === 'ENABLED',
      description: Description,
      targets: bus.rules.get(name)?.targets ?? new Map(),
    })
    return { RuleArn: arn }
  },
  DescribeRule(input) {
    const { Name: name, EventBusName } = parseInput(One, input)
    return describe(ruleOf(name, EventBusName))
  },
  ListRules(input) {
    const { EventBusName, NamePrefix } = parseInput(List, input)
    const rules = [...busOf(EventBusName).rules.values()]
    return { Rules: rules.filter(({ name }) => name.startsWith(NamePrefix)).map(describe) }
  },
  DeleteRule(input) {
    const { Name: name, EventBusName } = parseInput(One, input)
    const { rules } = busOf(EventBusName)
    if (rules.get(name)?.targets.size) throw invalid("Rule can't be deleted since it has targets.")
    rules.delete(name)
  },
})
