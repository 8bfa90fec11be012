import { rates } from '@/lib/dead-letter/job'
import { Field } from '../ui/field'

/** How fast a redrive moves messages. */
export const RateField = () => (
  <Field name="perSecond" label="Messages a second" error={undefined}>
    {(described) => (
      <select {...described} defaultValue={20}>
        {rates.map((rate) => (
          <option key={rate}>{rate}</option>
        ))}
      </select>
    )}
  </Field>
)
