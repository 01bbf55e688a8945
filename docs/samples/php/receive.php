<?php
// Receives Wafleet's webhooks: verify, deduplicate, answer. PHP 8 or newer, nothing else.
//
// WEBHOOK_SECRET=whsec_... php -S 127.0.0.1:9000 receive.php

const OLDEST = 300; // seconds

/** Whether this is from whoever knows the secret, and was signed just now. */
function is_genuine(string $secret, array $server, string $body): bool
{
    $id = $server['HTTP_WEBHOOK_ID'] ?? '';
    $timestamp = $server['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
    if ($id === '' || !ctype_digit($timestamp) || abs(time() - (int) $timestamp) > OLDEST) {
        return false;
    }
    $key = base64_decode(substr($secret, strlen('whsec_')));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    $genuine = false;
    foreach (explode(' ', $server['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $given) { // two while the secret is being replaced
        $genuine = hash_equals($expected, $given) || $genuine;
    }
    return $genuine;
}

$body = file_get_contents('php://input');
if (!is_genuine(getenv('WEBHOOK_SECRET'), $_SERVER, $body)) {
    http_response_code(401);
    exit;
}

// A file for each id, made once; in production insert the event into a table, its id unique, and answer after the commit.
$id = $_SERVER['HTTP_WEBHOOK_ID'];
$seen = getenv('SEEN') ?: sys_get_temp_dir();
if (@fopen($seen . '/webhook-' . hash('sha256', $id), 'x') !== false) {
    $event = json_decode($body, true); // to be worked on elsewhere
    fwrite(fopen('php://stderr', 'w'), "received $id {$event['event']}\n");
}
http_response_code(204);
