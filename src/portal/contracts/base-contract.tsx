export const BaseContractPage = () => null
