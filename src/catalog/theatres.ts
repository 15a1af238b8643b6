import type { LocalDate } from '../lib/time.ts'

/**
 * Which theatre a country belongs to, as a dated table (MSP-6.b1, ACP-17.a). The documents name three theatres and no
 * countries; the table follows the regions of the United Nations (M49): the Americas; Europe, Africa, western and central
 * Asia with Iran; and the rest of Asia with Oceania. A row that changes gets a last day, and a new row begins the day after.
 */
export type Theatre = 'AMERICAS' | 'EMEA' | 'APAC'

type Row = { readonly theatre: Theatre; readonly countries: string; readonly from: LocalDate | null; readonly to: LocalDate | null }

const rows: readonly Row[] = [
  {
    theatre: 'AMERICAS',
    countries:
      'AG AI AR AW BB BL BM BO BQ BR BS BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI',
    from: null,
    to: null,
  },
  {
    theatre: 'EMEA',
    countries:
      'AD AE AL AM AO AT AX AZ BA BE BF BG BH BI BJ BV BW BY CD CF CG CH CI CM CV CY CZ DE DJ DK DZ EE EG EH ER ES ET FI FO FR GA GB GE GG GH GI GM GN GQ GR GW HR HU IE IL IM IO IQ IR IS IT JE JO KE KG KM KW KZ LB LI LR LS LT LU LV LY MA MC MD ME MG MK ML MR MT MU MW MZ NA NE NG NL NO OM PL PS PT QA RE RO RS RU RW SA SC SD SE SH SI SJ SK SL SM SN SO SS ST SY SZ TD TF TG TJ TM TN TR TZ UA UG UZ VA XK YE YT ZA ZM ZW',
    from: null,
    to: null,
  },
  {
    theatre: 'APAC',
    countries:
      'AF AS AU BD BN BT CC CK CN CX FJ FM GU HK HM ID IN JP KH KI KP KR LA LK MH MM MN MO MP MV MY NC NF NP NR NU NZ PF PG PH PK PN PW SB SG TH TK TL TO TV TW UM VN VU WF WS',
    from: null,
    to: null,
  },
]

const byCountry = Map.groupBy(
  rows.flatMap((row) => row.countries.split(' ').map((country) => ({ country, ...row }))),
  (row) => row.country,
)

/**
 * The theatre of a country on a day.
 * @param country ISO 3166-1 alpha-2
 * @returns undefined for a country that the table does not know
 */
export const theatreOf = (country: string, day: LocalDate): Theatre | undefined =>
  byCountry.get(country)?.find((row) => (row.from === null || row.from <= day) && (row.to === null || day <= row.to))?.theatre
