/* The last script: every module is defined, so the page can connect. */
require('SandboxWire').connect();
require('SandboxView').changed();
