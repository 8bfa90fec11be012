import type { CheckoutView, ContactErrors, ContactField } from '@/lib/checkout/checkout-view'
import { Field, TextField } from '../ui/field'

type Props = Pick<CheckoutView, 'values' | 'countries'> & {
  errors: ContactErrors
  /** The first field at fault. */
  focusOn: ContactField | undefined
}

/** Who buys and where it goes. Fields that the chosen country's addresses do not have are hidden by app/checkout.css. */
export function ContactFields({ values, errors, focusOn, countries }: Props) {
  const field = (name: ContactField) => ({
    name,
    error: errors[name],
    defaultValue: values[name],
    autoFocus: name === focusOn,
  })
  return (
    <>
      <fieldset className="fields">
        <legend className="panel-title mb-4">Contact</legend>
        <TextField
          {...field('email')}
          label="E-mail"
          type="email"
          autoComplete="email"
          maxLength={254}
          required
        />
        <TextField
          {...field('phone')}
          label="Phone (optional)"
          hint="Only for questions about the delivery."
          type="tel"
          autoComplete="tel"
          maxLength={40}
        />
      </fieldset>
      <fieldset className="fields">
        <legend className="panel-title mb-4">Address</legend>
        <TextField {...field('name')} label="Name" autoComplete="name" maxLength={200} required />
        <Field name="country" label="Country or region" error={errors.country}>
          {(described) => (
            <select
              // The options stay as they are: another default is another select.
              key={values.country}
              autoComplete="country"
              defaultValue={values.country ?? ''}
              {...described}
              aria-required
            >
              <option value="">Choose one</option>
              {countries.map(({ code, name, region, postcode }) => (
                <option key={code} value={code} data-region={region} data-postcode={postcode}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <TextField
          {...field('line1')}
          label="Street and number"
          autoComplete="address-line1"
          maxLength={200}
          required
        />
        <TextField
          {...field('line2')}
          label="Flat, building or company (optional)"
          autoComplete="address-line2"
          maxLength={200}
        />
        <TextField
          {...field('postcode')}
          label="Postcode"
          autoComplete="postal-code"
          maxLength={20}
          className="sm:col-span-1"
        />
        <TextField
          {...field('city')}
          label="Town or city"
          autoComplete="address-level2"
          maxLength={100}
          className="sm:col-span-1"
        />
        <TextField
          {...field('region')}
          label="State, province or region"
          autoComplete="address-level1"
          maxLength={100}
        />
      </fieldset>
    </>
  )
}
