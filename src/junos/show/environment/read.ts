import { celsius, many, table, text } from '../fields.ts'
import { carried, reader } from '../reader.ts'
import { opens, skips } from '../text.ts'
import { partState } from '../words.ts'

const item = table(
  { name: text('name'), status: partState('status') },
  {
    /** `Temp`, `Fans`, `Power`, `Misc`: devices write it in the first row of a class only. */
    class: text('class'),
    celsius: celsius('temperature'),
    /** What fans say: `Spinning at normal speed`, `2880 RPM`. */
    comment: text('comment'),
  },
)

/** `show chassis environment`. */
export const environment = reader({
  kind: 'environment',
  commands: ['show chassis environment'],
  rpcs: ['get-environment-information'],
  // `fpc 0`, `pem`, `cb 1` answer in another form.
  except: /^(?!no-forwarding|all-members|local|member|node|primary)[a-z]/,
  roots: ['environment-information'],
  heads: [/^Class Item\s+Status\s+Measurement/],
  rules: [
    skips(/^Class Item\s+Status\s+Measurement/),
    opens(
      'environment-item',
      /^(?:(?<class>Temp(?! Sensor)|Fans|Fan(?! Tray| \d)|Power(?! Supply)|Misc)\s+)?(?<name>\S.*?)\s{2,}(?<status>\S+(?: \S+)?)(?:\s{2,}(?:(?<temperature>-?\d+ degrees C.*)|(?<comment>\S.*)))?$/,
    ),
  ],
  before: (root) => carried(root, 'environment-item', 'class'),
  table: table({ items: many(item, 'environment-item') }, {}),
})
