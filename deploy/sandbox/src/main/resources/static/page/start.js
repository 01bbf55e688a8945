/* The last script: every module is defined, so the page can connect. */
Sandbox.complete();
require('SandboxWire').connect();
require('SandboxView').changed();
