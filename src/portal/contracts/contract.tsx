export const ContractPage = () => null
