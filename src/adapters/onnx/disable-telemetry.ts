/**
 * ONNX Runtime from 1.29 on sends telemetry to its maker, on Linux too, and writes an identifier of the machine to the home folder.
 * Nothing of this service may leave its network unasked. The library reads this variable once, when it is loaded, so this
 * module must be imported before it. (Written here, not read: settings are read in config.ts only.)
 */
process.env.ORT_DISABLE_TELEMETRY = "1";
